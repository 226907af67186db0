package dev.mien.animation.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackCleaningTest {

  private static final double RATE = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("A12")
  void clean_spikesAndNoise_findsSpikesAndRestoresTheSignal(long seed) {
    Random random = new Random(seed);
    int frames = 60 * 60;
    float[] clean = actions(frames, random);
    float[] noisy = new float[frames];
    boolean[] spikes = new boolean[frames];
    for (int i = 0; i < frames; i++) {
      noisy[i] = clean[i] + (float) (0.02 * random.nextGaussian());
      // A spike leaves [0, 1] if it must: devices clip later.
      if (random.nextDouble() < 0.03) {
        spikes[i] = true;
        float size = 0.3f + 0.5f * random.nextFloat();
        noisy[i] += random.nextBoolean() ? size : -size;
      }
    }

    float[] repaired = new float[frames];
    boolean[] found = HampelFilter.FOR_INTENSITIES.filter(noisy, repaired);
    float[] smooth = SavitzkyGolay.of(11, 3).smooth(repaired);

    int hit = 0;
    int all = 0;
    int wrong = 0;
    for (int i = 0; i < frames; i++) {
      all += spikes[i] ? 1 : 0;
      hit += spikes[i] && found[i] ? 1 : 0;
      wrong += !spikes[i] && found[i] ? 1 : 0;
    }
    assertThat(hit / (double) all).as("recall, seed %d", seed).isGreaterThanOrEqualTo(0.98);
    assertThat(wrong / (double) (frames - all)).as("false, seed %d", seed).isLessThan(0.01);
    assertThat(rmse(smooth, clean)).as("RMSE, seed %d", seed).isLessThanOrEqualTo(0.012);
    assertThat(rmse(noisy, clean)).as("the noise was there").isGreaterThan(0.05);
  }

  @Test
  void filter_constantWindow_changesNothing() {
    float[] constant = new float[50];
    java.util.Arrays.fill(constant, 0.4f);

    boolean[] found = HampelFilter.FOR_INTENSITIES.filter(constant, constant);

    assertThat(found).doesNotContain(true);
    assertThat(constant).containsOnly(0.4f);
  }

  @Test
  void smooth_cubic_passesUnchangedEvenAtTheEnds() {
    float[] cubic = new float[40];
    for (int i = 0; i < cubic.length; i++) {
      double t = i / 40.0;
      cubic[i] = (float) (0.3 + t - 2 * t * t + 1.5 * t * t * t);
    }

    float[] smooth = SavitzkyGolay.of(11, 3).smooth(cubic);

    for (int i = 0; i < cubic.length; i++) {
      assertThat(smooth[i]).isCloseTo(cubic[i], within(2e-6f));
    }
  }

  @Test
  void oneEuro_restingNoise_isReducedToAThird() {
    Random random = new Random(11);
    OneEuroFilter filter = OneEuroFilter.forIntensities();
    double rawSquares = 0;
    double squares = 0;
    for (int i = 0; i < 3000; i++) {
      double noise = 0.02 * random.nextGaussian();
      double filtered = filter.next(0.5 + noise, i / RATE);
      if (i > 100) {
        rawSquares += noise * noise;
        squares += (filtered - 0.5) * (filtered - 0.5);
      }
    }

    assertThat(Math.sqrt(squares / rawSquares)).isLessThan(0.45);
  }

  @Test
  void oneEuro_timeStandsStill_isRejected() {
    OneEuroFilter filter = OneEuroFilter.forIntensities();
    filter.next(0, 1);

    assertThatThrownBy(() -> filter.next(0, 1)).hasMessageContaining("isn't later");
  }

  @Test
  void fill_shortGap_isBridged_longGap_decaysAndReturns() {
    int frames = 120;
    double[] times = new double[frames];
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = i / RATE;
      samples[i] = 0.8f;
    }
    samples[10] = Float.NaN;
    samples[9] = 0.6f;
    for (int i = 30; i < 100; i++) {
      samples[i] = Float.NaN;
    }

    boolean[] filled = GapFiller.DEFAULT.fill(times, samples);

    assertThat(filled[10]).isTrue();
    assertThat(samples[10]).isCloseTo(0.7f, within(1e-5f));
    assertThat(samples[65]).isLessThan(0.3f);
    for (int i = 1; i < frames; i++) {
      assertThat(Math.abs(samples[i] - samples[i - 1])).isLessThan(0.21f);
    }
  }

  @Test
  @Tag("A13")
  void normalise_subjectsOfDifferentGain_reachTheSamePeak() {
    Random random = new Random(5);
    double[] peaks = new double[12];
    for (int subject = 0; subject < peaks.length; subject++) {
      double gain = 0.5 + 1.5 * random.nextDouble();
      double offset = random.nextDouble() - 0.5;
      float[] session = new float[1200];
      float[] neutral = new float[200];
      for (int i = 0; i < session.length; i++) {
        double action = Math.max(0, Math.sin(i * 0.02));
        session[i] = (float) (offset + gain * action + 0.01 * random.nextGaussian());
      }
      for (int i = 0; i < neutral.length; i++) {
        neutral[i] = (float) (offset + 0.01 * random.nextGaussian());
      }
      SubjectNormaliser normaliser = SubjectNormaliser.fit(neutral, session);
      peaks[subject] = normaliser.normalise(offset + gain * 0.9);

      SubjectNormaliser again =
          SubjectNormaliser.fit(new float[] {0}, normalised(normaliser, session));
      assertThat(again.normalise(0.5)).isCloseTo(0.5, within(0.02));
      assertThat(normaliser.normalise(normaliser.invert(0.37))).isCloseTo(0.37, within(1e-9));
      assertThat(normaliser.normalise(offset + gain * 0.3))
          .isLessThan(normaliser.normalise(offset + gain * 0.31));
    }
    assertThat(deviation(peaks)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void clean_trackWithGapsAndRange_reportsWhatItDid() {
    float[][] values = new float[100][1];
    for (int i = 0; i < 100; i++) {
      values[i][0] = (float) (2 + 1.5 * Math.max(0, Math.sin(i * 0.1)));
    }
    values[40][0] = Float.NaN;
    values[70][0] = 9;

    CleanedTrack cleaned = TrackCleaner.create().normalising().clean(track(values));

    assertThat(cleaned.filled()).isEqualTo(1);
    assertThat(cleaned.outliers()).isGreaterThanOrEqualTo(1);
    assertThat(cleaned.normalisers()).containsKey("AU12_L");
    for (float[] frame : cleaned.track().values()) {
      assertThat(frame[0]).isBetween(0f, 1f);
    }
  }

  @Test
  void resample_line_staysALine() {
    ActionUnitTrack line =
        new ActionUnitTrack(
            List.of(new ActionUnitChannel(ActionUnit.AU12, Side.LEFT)),
            new double[] {0, 0.5, 2},
            new float[][] {{0}, {0.25f}, {1}});

    ActionUnitTrack even = TrackResampler.resample(line, 10);

    assertThat(even.frameCount()).isEqualTo(21);
    for (int f = 0; f < even.frameCount(); f++) {
      assertThat(even.values()[f][0]).isCloseTo((float) (even.times()[f] / 2), within(1e-6f));
    }
  }

  /** Actions that rise and fall in a fifth of a second or more, as faces do. */
  private static float[] actions(int frames, Random random) {
    float[] signal = new float[frames];
    for (int start = 30; start + 200 < frames; start += 90 + random.nextInt(80)) {
      double peak = 0.3 + 0.6 * random.nextDouble();
      int onset = 18 + random.nextInt(18);
      int offset = 30 + random.nextInt(30);
      for (int i = 0; i < onset + offset; i++) {
        double phase = i < onset ? i / (double) onset : 1 - (i - onset) / (double) offset;
        signal[start + i] = (float) (peak * phase * phase * (3 - 2 * phase));
      }
    }
    return signal;
  }

  private static ActionUnitTrack track(float[][] values) {
    double[] times = new double[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i / RATE;
    }
    return new ActionUnitTrack(
        List.of(new ActionUnitChannel(ActionUnit.AU12, Side.LEFT)), times, values);
  }

  private static float[] normalised(SubjectNormaliser normaliser, float[] raw) {
    float[] normalised = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      normalised[i] = (float) normaliser.normalise(raw[i]);
    }
    return normalised;
  }

  private static double rmse(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }

  private static double deviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(sum);
  }
}
