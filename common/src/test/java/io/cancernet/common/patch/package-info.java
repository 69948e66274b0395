@NullMarked
package io.cancernet.common.patch;

import org.jspecify.annotations.NullMarked;
