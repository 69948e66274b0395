@NullMarked
package io.cancernet.common.postgres;

import org.jspecify.annotations.NullMarked;
