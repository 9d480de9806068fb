#include "ui/widgets/zoomlink.h"
