/** Tests of reports. */
@NullMarked
package io.cancernet.training.report;

import org.jspecify.annotations.NullMarked;
