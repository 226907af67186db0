package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.model.fuse.AttributeFusion;
import dev.mien.model.fuse.ConfidenceRelevanceFusion;
import dev.mien.model.fuse.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One model for many threads, and with another way to decide. */
class SharedModelTest {

  private static final int THREADS = 4;

  private static byte[] bytes(AvatarModel model, AvatarRequest request) throws IOException {
    return GlbWriter.create(EngineProfile.GENERIC)
        .toBytes(model.generate(request, Small.OPTIONS).avatar(), List.of());
  }

  @Test
  void generate_onSeveralThreadsAtOnce_givesTheBytesOfOne() throws Exception {
    AvatarModel model = AvatarModel.loadDefault();
    List<AvatarRequest> requests =
        List.of(
            Small.described("an old man with a long white beard and round glasses", 5),
            Small.described("古风少女，蓝色长发", 6));
    List<byte[]> alone = new ArrayList<>();
    for (AvatarRequest request : requests) {
      alone.add(bytes(AvatarModel.loadDefault(), request));
    }
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<byte[]>> made = new ArrayList<>();
      for (int i = 0; i < 2 * THREADS; i++) {
        AvatarRequest request = requests.get(i % 2);
        Callable<byte[]> work =
            () -> {
              start.await();
              return bytes(model, request);
            };
        made.add(threads.submit(work));
      }
      start.countDown();
      for (int i = 0; i < made.size(); i++) {
        assertThat(made.get(i).get()).as("avatar " + i).isEqualTo(alone.get(i % 2));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void withFusion_another_decidesInsteadAndLeavesTheFirstModelAlone() {
    AttributeFusion stubborn =
        (attribute, evidence) ->
            attribute.equals("hair.colour")
                ? Optional.of(green(evidence))
                : new ConfidenceRelevanceFusion().decide(attribute, evidence);
    AvatarModel model = AvatarModel.loadDefault();
    AvatarRequest request = Small.described("a woman with red hair and round glasses", 1);

    Generated green = model.withFusion(stubborn).generate(request, Small.OPTIONS);
    Generated red = model.generate(request, Small.OPTIONS);

    assertThat(green.avatar().attributes().colour("hair.colour")).isEqualTo(0x00ff00);
    assertThat(green.avatar().attributes().choice("glasses")).isEqualTo("round");
    assertThat(green.report().decisions())
        .anySatisfy(
            decision -> {
              assertThat(decision.attribute()).isEqualTo("hair.colour");
              assertThat(decision.reason()).isEqualTo("always green");
            });
    assertThat(red.avatar().attributes().colour("hair.colour")).isNotEqualTo(0x00ff00);
  }

  private static Decision green(List<Evidence> evidence) {
    return new Decision(
        "hair.colour",
        new AttributeValue.Colour(0x00ff00),
        1,
        Decision.Origin.OTHER_INPUT,
        "always green",
        evidence.stream().map(e -> new Decision.Weighed(e, 0)).toList());
  }
}
