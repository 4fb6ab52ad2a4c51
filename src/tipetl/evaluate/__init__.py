"""Measure the accuracy of the figures: gold texts, scoring, intervals, calibration, and the accuracy page.

Nothing here changes what is read; the fact stage never imports it.
"""
