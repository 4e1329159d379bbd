"""A real office does not start with a setting missing; the sentence names it and no value."""

import pytest

from config import DEV_SECRET, ConfigError, read_settings

REAL = {
    "DATABASE_URL": "postgresql://app:s3cret@db/thidua",
    "REDIS_URL": "redis://broker/0",
    "SECRET_KEY": "k" * 32,
    "SMTP_URL": "smtp://mail.example:25",
    "PUBLIC_URL": "https://thidua.example.gov.vn/",
}
DEMO = {"DEMO": "1", "DATABASE_URL": REAL["DATABASE_URL"], "REDIS_URL": REAL["REDIS_URL"]}


def test_a_real_office_starts_with_all_settings():
    settings = read_settings(REAL)

    assert settings.database_url == "postgresql+psycopg://app:s3cret@db/thidua"
    assert settings.database_owner_url == settings.database_url
    assert settings.public_url == "https://thidua.example.gov.vn"
    assert settings.demo is False


@pytest.mark.parametrize("name", REAL)
def test_each_missing_setting_stops_the_start(name):
    with pytest.raises(ConfigError, match=f"^{name} is missing"):
        read_settings({one: value for one, value in REAL.items() if one != name})


@pytest.mark.parametrize("name", REAL)
def test_an_empty_setting_is_a_missing_one(name):
    with pytest.raises(ConfigError, match=f"^{name} is missing"):
        read_settings(REAL | {name: ""})


@pytest.mark.parametrize("secret", ["k" * 31, DEV_SECRET])
def test_a_weak_secret_stops_the_start(secret):
    with pytest.raises(ConfigError, match=r"^SECRET_KEY is missing or shorter than 32"):
        read_settings(REAL | {"SECRET_KEY": secret})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://app:s3cret@db/x",
         "DATABASE_URL must begin with postgresql:// or postgres:// or postgresql+psycopg://."),
        ("STORAGE_URL", "s3://bucket", "STORAGE_URL must begin with file:///."),
        ("STORAGE_URL", "file://instance/files", "STORAGE_URL must begin with file:///."),
        ("SMTP_URL", "mail.example", "SMTP_URL must begin with smtp:// or smtps://."),
        ("TRUSTED_PROXIES", "one",
         "TRUSTED_PROXIES must be a number: how many proxies stand in front."),
    ],
)  # fmt: skip
def test_a_wrong_setting_stops_the_start_and_its_value_is_not_shown(name, value, sentence):
    with pytest.raises(ConfigError) as refusal:
        read_settings(REAL | {name: value})

    assert refusal.value.message == sentence


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_a_database_address_is_read_by_psycopg(scheme):
    settings = read_settings(REAL | {"DATABASE_OWNER_URL": f"{scheme}://owner:p@db/thidua"})

    assert settings.database_owner_url == "postgresql+psycopg://owner:p@db/thidua"


def test_the_demo_needs_a_database_and_a_broker_only():
    settings = read_settings(DEMO)

    assert (settings.demo, settings.smtp_url, settings.mailbox) == (True, "", "instance/mail")
    assert settings.storage_url.startswith("file:///")
