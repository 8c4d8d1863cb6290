"""`python -m generator` is the same as the console command `anliku`."""

from generator.cli import main

if __name__ == "__main__":
    main()
