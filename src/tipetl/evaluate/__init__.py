"""Measure the accuracy of the figures: gold texts, scoring, intervals, calibration, and the accuracy page.

Nothing here affects reading; the fact stage never imports it.
"""
