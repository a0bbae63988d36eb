"""Ithaca: mentoring programs, run by an organisation on its own servers."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from flask_migrate import Migrate

from app.core import access, audit, db, errors, i18n, logs, mail, styleguide, templating, web, worker
from app.core.config import ROOT, Config

AREAS = ("people", "accounts", "people_import", "setup", "cohorts", "matching_runs", "home", "demo", "cli")


def create_app(config: Config | None = None) -> Flask:
    """Put the application together: settings, foundations, areas, and the check that every view declares its access.

    Raises ConfigError for a setting that cannot be used, UndeclaredAccess for a view that says nothing.
    """
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__, template_folder=str(ROOT / "templates"), instance_path=str(config.instance))
    app.extensions["ithaca.config"] = config
    config.instance.mkdir(parents=True, exist_ok=True)
    app.debug = config.debug
    app.testing = config.env == "test"

    logs.init_app(app, config)
    web.init_app(app, config)
    db.init_app(app, config)
    i18n.init_app(app)
    templating.init_app(app)
    audit.init_app(app)
    errors.init_app(app)
    worker.init_app(app, config)
    mail.init_app(app, config)
    styleguide.init_app(app, config)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for area in AREAS:
        if find_spec(f"app.{area}"):
            module = import_module(f"app.{area}")
            if hasattr(module, "init_app"):
                module.init_app(app)

    access.public(app.view_functions["static"])
    access.refuse_undeclared(app)
    return app
