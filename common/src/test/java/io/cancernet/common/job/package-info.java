@NullMarked
package io.cancernet.common.job;

import org.jspecify.annotations.NullMarked;
