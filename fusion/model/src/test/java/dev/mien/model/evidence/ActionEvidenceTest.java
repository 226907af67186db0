package dev.mien.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionEvidenceTest {

  private static Statements read(String actions) {
    return new ActionEvidence()
        .read(AvatarRequest.builder().optExpression(ActionUnits.parse(actions)).build());
  }

  @Test
  void read_turnedHeadAndGaze_doNotWeakenTheMood() {
    Statements smile = read("AU6=0.5 AU12=0.8");
    Statements turned = read("AU6=0.5 AU12=0.8 AU51=1 AU62=1 AU55=0.7");

    assertThat(turned.evidence()).extracting("value").isEqualTo(values(smile));
    assertThat(turned.evidence().get(0).confidence())
        .isEqualTo(smile.evidence().get(0).confidence());
  }

  private static List<?> values(Statements statements) {
    return statements.evidence().stream().map(evidence -> evidence.value()).toList();
  }

  @Test
  void read_headAlone_saysNothingAboutTheMood() {
    assertThat(read("AU51=1").evidence()).isEmpty();
    assertThat(read("AU51=1").notes()).isEmpty();
    assertThat(values(read("AU12=0"))).hasToString("[neutral, 0.0]");
  }

  @Test
  void apex_gazeAndHead_doNotChooseTheFrameButComeWithIt() {
    ActionUnitTrack track =
        new ActionUnitTrack(
            List.of(
                new ActionUnitChannel(ActionUnit.AU12, Side.BOTH),
                new ActionUnitChannel(ActionUnit.AU61, Side.BOTH)),
            new double[] {0, 1},
            new float[][] {{0.1f, 1}, {0.6f, 0.2f}});

    assertThat(Apex.of(track).get(ActionUnit.AU12, Side.LEFT)).isEqualTo(0.6f);
    assertThat(Apex.of(track).get(ActionUnit.AU61, Side.BOTH)).isEqualTo(0.2f);
  }
}
