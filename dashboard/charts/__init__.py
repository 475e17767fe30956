"""Charts as functions of data: arrays in, a Vega-Lite description out."""
