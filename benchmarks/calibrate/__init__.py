"""Calibration as a workflow: dumps or corrections in, parameters and their card out, and what they change."""
