"""Settings: read once, typed, refused by name."""

from __future__ import annotations

import dataclasses

import pytest

from app.core.config import Config, ConfigError, Environment, new_secret

SAFE = {
    "ITHACA_ENV": "production",
    "ITHACA_SECRET_KEY": "k" * 40,
    "ITHACA_BASE_URL": "https://mentoring.example.org",
    "ITHACA_MAIL": "smtp",
    "ITHACA_ROOT_KEY": "file:/etc/ithaca/root.key",
}


def test_config_has_a_default_for_everything() -> None:
    config = Config.from_environment({"PATH": "/bin"})

    assert (config.env, config.port, config.is_sqlite) == (Environment.DEVELOPMENT, 8000, True)


def test_config_is_typed_and_frozen() -> None:
    config = Config.from_environment({"ITHACA_PORT": "8123", "ITHACA_DEMO": "yes"})

    assert (config.port, config.demo) == (8123, True)
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.port = 1  # type: ignore[misc]  # what mypy forbids as well


def test_config_reads_postgresql_addresses() -> None:
    config = Config.from_environment({"ITHACA_DATABASE_URL": "postgresql://ithaca@/ithaca"})

    assert config.sqlalchemy_url == "postgresql+psycopg://ithaca@/ithaca"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ITHACA_PORT", "eighty"),
        ("ITHACA_DEMO", "perhaps"),
        ("ITHACA_ENV", "staging"),
        ("ITHACA_BASE_URL", "mentoring"),
        ("ITHACA_MAIL", "pigeon"),
        ("ITHACA_PROT", "8000"),
    ],
)
def test_config_names_what_it_cannot_use(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({name: value})


def test_production_starts_with_safe_settings() -> None:
    assert Config.from_environment(SAFE).is_production


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ITHACA_SECRET_KEY", ""),
        ("ITHACA_SECRET_KEY", "short"),
        ("ITHACA_DEBUG", "1"),
        ("ITHACA_BASE_URL", "http://mentoring.example.org"),
        ("ITHACA_DEMO", "1"),
        ("ITHACA_MAIL", "files"),
        ("ITHACA_ROOT_KEY", ""),
        ("ITHACA_ROOT_KEY", f"file:{Config().instance}/root.key"),
        ("ITHACA_KEYSTORE_URL", Config().sqlalchemy_url),
    ],
)
def test_production_refuses_what_is_made_for_development(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({**SAFE, name: value})


def test_config_never_shows_its_secrets() -> None:
    config = Config.from_environment({**SAFE, "ITHACA_SMTP_PASSWORD": "open-sesame"})

    assert "open-sesame" not in repr(config)
    assert "kkkk" not in repr(config)


def test_new_secret_is_long_and_never_the_same() -> None:
    assert len(new_secret()) >= 32
    assert new_secret() != new_secret()
