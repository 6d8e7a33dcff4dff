"""Runs the built program for the tests in this folder. BURIN names it (CTest sets it)."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BURIN", str(ROOT / "build/dev/burin"))
SUPPORT = ROOT / "tests" / "support"
TINY = SUPPORT / "tiny.musicxml"
# The environment of the test must not change what the program does.
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith("BURIN_") and k != "NO_COLOR"}


def run(*arguments, cwd=None, env=None, stdin=None, timeout=100):
    """The finished process; output as text."""
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd, env={**CLEAN, **(env or {})}, input=stdin,
                          capture_output=True, text=stdin is None or isinstance(stdin, str), timeout=timeout, check=False)


class Case(unittest.TestCase):
    """A test in an empty folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="burin-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def burin(self, *arguments, **options):
        return run(*arguments, cwd=self.folder, **options)

    def put(self, name, text):
        """Writes a file below the test's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def tiny(self, name="tiny.musicxml"):
        return self.put(name, TINY.read_bytes())

    def files(self):
        """Every file below the test's folder, as sorted relative names."""
        return sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob("*") if p.is_file())

    def assertExit(self, process, code):
        self.assertEqual(process.returncode, code, f"stdout: {process.stdout}\nstderr: {process.stderr}")


if __name__ == "__main__":
    unittest.main()
