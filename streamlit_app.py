"""The front door: bare `streamlit run` finds this file.

Its server imports it and takes the application from it; then it runs it as a script, once for every
drawing of a page.
"""

import streamlit as st

if __name__ == "__main__":
    from dashboard.app import main

    main()
else:
    from dashboard.early import starting

    app = st.App(__file__, lifespan=starting)
