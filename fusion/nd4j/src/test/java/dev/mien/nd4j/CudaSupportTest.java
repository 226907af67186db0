package dev.mien.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.nd4j.CudaSupport.Capability;
import dev.mien.nd4j.CudaSupport.Card;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision alone: no graphics card is needed. */
class CudaSupportTest {

  @ParameterizedTest
  @CsvSource({"3,7", "5,0", "6,1", "7,5", "8,0", "8,6", "8,9"})
  void reasonAgainst_cardThatThereIsCodeFor_isNone(int major, int minor) {
    assertThat(CudaSupport.reasonAgainst(List.of(card(major, minor)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"9,0", "10,0", "12,0", "3,5"})
  void reasonAgainst_otherCard_namesItAndWhatToDo(int major, int minor) {
    assertThat(CudaSupport.reasonAgainst(List.of(card(8, 6), card(major, minor))))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("A card", major + "." + minor, "3.7 to 8.9", "nd4j-native"));
  }

  @Test
  void reasonAgainst_noCards_isNone() {
    assertThat(CudaSupport.reasonAgainst(List.of())).isEmpty();
  }

  @Test
  void parse_listingOfTheDriver_givesItsCards() {
    List<String> listing =
        List.of("8.6, NVIDIA RTX A4000", "a warning", "9.0, NVIDIA H200", "[N/A], Old card");
    assertThat(CudaSupport.parse(listing, null))
        .containsExactly(
            new Card("NVIDIA RTX A4000", new Capability(8, 6)),
            new Card("NVIDIA H200", new Capability(9, 0)));
    assertThat(CudaSupport.parse(listing, "0")).hasSize(1);
    assertThat(CudaSupport.parse(listing, "1,0"))
        .extracting(Card::name)
        .containsExactly("NVIDIA H200", "NVIDIA RTX A4000");
    assertThat(CudaSupport.parse(listing, "7")).isEmpty();
    assertThat(CudaSupport.parse(listing, "GPU-1234")).hasSize(2);
  }

  @Test
  void onClassPath_buildForTheProcessor_isFalse() {
    assertThat(CudaSupport.onClassPath()).isFalse();
    assertThat(new Nd4jBackendProvider().unavailable()).isEmpty();
  }

  private static Card card(int major, int minor) {
    return new Card("A card", new Capability(major, minor));
  }
}
