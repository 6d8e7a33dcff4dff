#include "io/fsys/files.hpp"
