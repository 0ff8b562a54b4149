"""Numbers about the running bot, for those who keep it alive. None of them tells anything of anybody."""
