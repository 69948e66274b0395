@NullMarked
package io.cancernet.training.study.summary;

import org.jspecify.annotations.NullMarked;
