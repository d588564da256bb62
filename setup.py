"""Maps the top-level folders of pages and banks into the installed package."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithPages(build_py):
    """Copies ``templates/`` and ``question_banks/`` into the built package beside its modules."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for folder in ("templates", "question_banks"):
            shutil.copytree(folder, Path(self.build_lib, "quizapp", folder), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithPages})
