"""The settings of one installation, read from the environment once and never changed afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_SECRET = "for-development-only"  # noqa: S105  production refuses to start with it
SHORTEST_SECRET = 32


class ConfigError(Exception):
    """The environment holds a setting that cannot be used; the message names it."""


class Environment(StrEnum):
    """Where the application runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"
    TEST = "test"


class MailTransport(StrEnum):
    """How letters leave: to a mail server, or into files for a developer to read."""

    FILES = "files"
    SMTP = "smtp"


class SmtpSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that differs between installations, typed; see the README's table for the meaning of each."""

    env: Environment = Environment.DEVELOPMENT
    secret_key: str = field(default=DEFAULT_SECRET, repr=False)
    database_url: str = field(default="", repr=False)
    queue_url: str = field(default="", repr=False)
    keystore_url: str = field(default="", repr=False)
    root_key: str = field(default="", repr=False)
    erasure_ledger: Path | None = None
    base_url: str = "http://127.0.0.1:8000"
    debug: bool = False
    demo: bool = False
    instance: Path = ROOT / "instance"
    host: str = "127.0.0.1"
    port: int = 8000
    mail: MailTransport = MailTransport.FILES
    smtp_host: str = "localhost"
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_security: SmtpSecurity = SmtpSecurity.NONE
    mail_from: str = "ithaca@localhost"
    trusted_proxies: int = 0
    idle_minutes: int = 30
    absolute_hours: int = 12
    max_upload_mb: int = 20
    log_level: str = "INFO"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read the ``ITHACA_…`` settings.

        Raises ConfigError naming the setting that cannot be used, an unknown one included, so that a
        misspelt name never silently leaves a default in force.
        """
        given = {
            name.removeprefix("ITHACA_").lower(): value.strip()
            for name, value in environment.items()
            if name.startswith("ITHACA_")
        }
        unknown = sorted(given.keys() - _READERS.keys())
        if unknown:
            raise ConfigError(f"ITHACA_{unknown[0].upper()} is not a setting of Ithaca.")
        config = cls(**{name: _read(name, value) for name, value in given.items() if value})
        config.refuse_unsafe()
        return config

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def is_production(self) -> bool:
        return self.env is Environment.PRODUCTION

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address; an SQLite file in the instance folder unless the environment names another."""
        url = self.database_url or f"sqlite:///{self.instance / 'ithaca.sqlite3'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def keystore_sqlalchemy_url(self) -> str:
        """Where wrapped keys are kept: never in the database that they open."""
        url = self.keystore_url or f"sqlite:///{self.instance / 'keystore.sqlite3'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def root_key_setting(self) -> str:
        """Provider and name of the root key; outside production a file in the instance folder, unless it says else."""
        return self.root_key or f"file:{self.instance / 'root.key'}"

    @property
    def erasure_ledger_path(self) -> Path:
        """The file that names what was erased: in no database, so that no backup of one forgets it."""
        return self.erasure_ledger or self.instance / "erasures.ledger"

    @property
    def is_sqlite(self) -> bool:
        return self.sqlalchemy_url.startswith("sqlite")

    def refuse_unsafe(self) -> None:
        """Raise ConfigError where production would run with a setting made for development."""
        if not self.is_production:
            return
        unsafe = {
            "ITHACA_SECRET_KEY must be a random text of 32 characters or more.": self.secret_key == DEFAULT_SECRET
            or len(self.secret_key) < SHORTEST_SECRET,
            "ITHACA_DEBUG must be off in production.": self.debug,
            "ITHACA_BASE_URL must begin with https:// in production.": not self.is_https,
            "ITHACA_DEMO must be off in production: it lets anybody sign in.": self.demo,
            "ITHACA_MAIL must be smtp in production: files are for development.": self.mail is MailTransport.FILES,
            "ITHACA_ROOT_KEY must say where the root key is, outside the instance folder, in production.": (
                not self.root_key or self.root_key.startswith(f"file:{self.instance}/")
            ),
            "ITHACA_KEYSTORE_URL must name another database than ITHACA_DATABASE_URL.": (
                self.keystore_sqlalchemy_url == self.sqlalchemy_url
            ),
        }
        for sentence, is_unsafe in unsafe.items():
            if is_unsafe:
                raise ConfigError(sentence)


def new_secret() -> str:
    """A secret key for a new installation: 256 random bits."""
    return secrets.token_urlsafe(32)


def config_of(app: Flask) -> Config:
    """The settings that this application was put together with."""
    config: Config = app.extensions["ithaca.config"]
    return config


def current_config() -> Config:
    """The settings of the application at work."""
    return config_of(current_app)


def _flag(value: str) -> bool:
    try:
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[value.lower()]
    except KeyError:
        raise ValueError("write 1 or 0") from None


def _number(value: str) -> int:
    if not value.isdecimal():
        raise ValueError("write a whole number")
    return int(value)


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("write an address such as https://mentoring.example.org")
    return value.rstrip("/")


_READERS: dict[str, Callable[[str], Any]] = {
    "env": Environment,
    "secret_key": str,
    "database_url": str,
    "queue_url": str,
    "keystore_url": str,
    "root_key": str,
    "erasure_ledger": lambda value: Path(value).resolve(),
    "base_url": _address,
    "debug": _flag,
    "demo": _flag,
    "instance": lambda value: Path(value).resolve(),
    "host": str,
    "port": _number,
    "mail": MailTransport,
    "smtp_host": str,
    "smtp_port": _number,
    "smtp_user": str,
    "smtp_password": str,
    "smtp_security": SmtpSecurity,
    "mail_from": str,
    "trusted_proxies": _number,
    "idle_minutes": _number,
    "absolute_hours": _number,
    "max_upload_mb": _number,
    "log_level": str,
}


def _read(name: str, value: str) -> Any:
    try:
        return _READERS[name](value)
    except ValueError as error:
        raise ConfigError(f"ITHACA_{name.upper()} cannot be “{value}”: {error}.") from None
