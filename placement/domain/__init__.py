"""Values and protocols of one planning week: no input or output, no clock, no solver."""
