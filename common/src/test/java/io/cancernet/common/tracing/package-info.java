@NullMarked
package io.cancernet.common.tracing;

import org.jspecify.annotations.NullMarked;
