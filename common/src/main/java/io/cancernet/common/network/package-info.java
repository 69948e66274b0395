/** Networks shared by training and scoring: their definitions, weights files and loaded models. Alone here knows DJL. */
@NullMarked
package io.cancernet.common.network;

import org.jspecify.annotations.NullMarked;
