"""``python -m quizapp`` is the command line."""

from quizapp.cli import main

if __name__ == "__main__":
    main()
