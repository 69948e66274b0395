@NullMarked
package io.cancernet.training.calibration;

import org.jspecify.annotations.NullMarked;
