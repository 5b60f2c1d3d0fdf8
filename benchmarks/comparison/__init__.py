"""The parts of compare.py: rows, this program's side, PyTorch's side, the study, tables."""
