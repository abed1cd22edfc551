"""`python -m service …` is `belgianidpro …`."""

from service.cli import main

main()
