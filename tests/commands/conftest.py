"""One application for a whole file of tests of the commands."""

from tests.workflow.conftest import inside, office, own_env  # noqa: F401 (fixtures of these tests too)
