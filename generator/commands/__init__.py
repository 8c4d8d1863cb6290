"""The commands of `anliku`, one function each; see `generator.cli`."""
