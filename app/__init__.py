"""Ithaca: mentoring programs, run by an organisation on its own servers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from flask_migrate import Migrate

from app.core import access, audit, db, errors, i18n, web
from app.core.config import ROOT, Config

AREAS = ("people", "accounts", "people_import", "setup", "cohorts", "matching_runs", "home", "demo")


def create_app(config: Config | None = None) -> Flask:
    """Put the application together: settings, foundations, areas, and the check that every view declares its access."""
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__, template_folder=str(ROOT / "templates"), instance_path=str(config.instance))
    app.extensions["ithaca.config"] = config
    config.instance.mkdir(parents=True, exist_ok=True)
    app.debug = config.debug
    app.testing = config.env == "test"

    web.init_app(app, config)
    db.init_app(app, config)
    i18n.init_app(app)
    audit.init_app(app)
    errors.init_app(app)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for module in _modules():
        module.init_app(app, config)  # type: ignore[attr-defined]

    access.declare(app.view_functions["static"], access.Declared.PUBLIC)
    access.refuse_undeclared(app)
    return app


def _modules() -> Iterator[object]:
    for name in ("core.logs", "core.templating", "core.navigation", "core.mail", "core.queue", "core.styleguide", *AREAS, "cli"):
        if find_spec(f"app.{name}"):
            module = import_module(f"app.{name}")
            if hasattr(module, "init_app"):
                yield module
