@NullMarked
package io.cancernet.common.event;

import org.jspecify.annotations.NullMarked;
