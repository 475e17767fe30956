"""The front door: bare `streamlit run` finds this file."""

from dashboard.app import main

main()
