@NullMarked
package io.cancernet.common.error;

import org.jspecify.annotations.NullMarked;
