package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.animation.Avatar;
import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.model.evidence.TextEvidence;
import dev.mien.model.fuse.ConfidenceRelevanceFusion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks that are dropped from an avatar's request. */
class LocksTest {

  private static Avatar avatar;

  @BeforeAll
  static void generate() {
    avatar =
        AvatarModel.loadDefault()
            .generate(Small.described("a woman with blue hair", 3), Small.OPTIONS)
            .avatar();
  }

  private static Map<String, AttributeValue> changed(AvatarRequest request, long seed) {
    Attributes now =
        AttributeDecisions.of(
                request, List.of(new TextEvidence()), new ConfidenceRelevanceFusion(), seed)
            .attributes();
    Map<String, AttributeValue> changed = new TreeMap<>(now.asMap());
    changed.entrySet().removeIf(e -> e.getValue().equals(avatar.attributes().get(e.getKey())));
    return changed;
  }

  @Test
  void toRequest_allLocks_nothingChangesWithAnotherSeed() {
    assertThat(changed(avatar.toRequest(), 99)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nose.width", "face.length", "eye.colour", "identity.age"})
  void unlock_oneAttribute_anotherSeedChangesThatOneOnly(String id) {
    AvatarRequest request = avatar.toRequest().toBuilder().unlock(id).build();

    int differs = 0;
    for (long seed = 10; seed < 18; seed++) {
      Map<String, AttributeValue> changed = changed(request, seed);
      // the other eye goes with it
      assertThat(changed.keySet()).as("seed %d", seed).isSubsetOf(id, id + "2");
      differs += changed.containsKey(id) ? 1 : 0;
    }
    assertThat(differs).isGreaterThanOrEqualTo(4);
  }

  @Test
  void unlock_hair_isRolledAnewButStaysAsTheWordsSay() {
    AvatarRequest request = avatar.toRequest().toBuilder().unlock("hair").build();

    boolean otherStyle = false;
    for (long seed = 10; seed < 18; seed++) {
      Map<String, AttributeValue> changed = changed(request, seed);
      assertThat(changed.keySet()).as("seed %d", seed).allMatch(id -> id.startsWith("hair."));
      assertThat(changed).as("seed %d", seed).doesNotContainKey("hair.colour");
      otherStyle |= changed.containsKey("hair.style");
    }
    assertThat(otherStyle).isTrue();
  }

  @Test
  void toRequest_wordsOfTheAvatar_areKept() {
    assertThat(avatar.toRequest().text().orElseThrow().text()).isEqualTo("a woman with blue hair");
  }

  @Test
  void unlock_hairThatWasLocked_takesTheBrowsWithIt() {
    Avatar blue =
        AvatarModel.loadDefault()
            .generate(
                AvatarRequest.builder()
                    .optAttribute("hair.colour", new AttributeValue.Colour(0x3355ff))
                    .optSeed(3)
                    .build(),
                Small.OPTIONS)
            .avatar();
    Attributes now =
        AttributeDecisions.of(
                blue.toRequest().toBuilder().unlock("hair").build(),
                List.of(),
                new ConfidenceRelevanceFusion(),
                4)
            .attributes();
    assertThat(now.colour("hair.colour")).isNotEqualTo(0x3355ff);
    assertThat(now.colour("brow.colour")).isNotEqualTo(blue.attributes().colour("brow.colour"));
    assertThat(now.colour("skin.colour")).isEqualTo(blue.attributes().colour("skin.colour"));
  }
}
