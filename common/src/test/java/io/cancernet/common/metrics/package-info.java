/** Tests of what metrics have in common. */
@NullMarked
package io.cancernet.common.metrics;

import org.jspecify.annotations.NullMarked;
