"""The Celery app, for `celery -A worker worker` and `celery -A worker beat`."""

from app import create_app
from tasks import make_celery

flask_app = create_app()
celery = make_celery(flask_app)
