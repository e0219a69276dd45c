// Nothing but the headers that the tests of the window share; see CMakeLists.txt.
