package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.protocol.kit.TenantId;
import java.util.List;
import java.util.stream.IntStream;

/** What a small hotel would tell, searched in memory with the real embeddings. */
public final class HotelKnowledge implements KnowledgeSearch {
  public static final List<Faq> FAQS =
      List.of(
          new Faq(
              "What time is check-in and check-out?",
              "Check-in is from 2 pm, check-out until 11 am."),
          new Faq(
              "Is breakfast included?",
              "Breakfast is included in every room rate, from 7.30 to 10.30 am."),
          new Faq("Do you have parking?", "Yes, guests park free of charge inside our gate."),
          new Faq("Is there a swimming pool?", "Yes, the pool is open from 7 am to 8 pm."),
          new Faq("Do you allow pets?", "Small dogs are welcome in the garden rooms."),
          new Faq(
              "How much does a room cost per night?",
              "Double rooms start at ₹6,500 a night, suites at ₹11,000."),
          new Faq(
              "How far is it from the airport?",
              "The airport is 35 minutes away; we arrange a pick-up for ₹1,200."),
          new Faq(
              "What is your cancellation policy?",
              "Cancel free of charge until 48 hours before arrival."),
          new Faq("Do you have Wi-Fi?", "Fast Wi-Fi is free in the whole house."),
          new Faq(
              "Where are you located?",
              "We are on Church Lane in Fort Kochi, five minutes from the beach."),
          new Faq("Do you host weddings and events?", "Yes, our garden hosts up to 80 guests."),
          new Faq(
              "Do you offer spa treatments?",
              "Ayurvedic massages are available daily from 9 am to 6 pm."),
          new Faq("How can I pay?", "We take cards, UPI and cash."),
          new Faq(
              "Can I get an extra bed for a child?",
              "An extra bed is ₹1,000 a night; children under 6 stay free."),
          new Faq(
              "Is there a restaurant?",
              "Our courtyard restaurant serves Kerala dishes from noon to 10 pm."));

  private final Embeddings embeddings;
  private final Matrix matrix;

  public HotelKnowledge(Embeddings embeddings) {
    this(embeddings, FAQS);
  }

  public HotelKnowledge(Embeddings embeddings, List<Faq> faqs) {
    this.embeddings = embeddings;
    var questions = embeddings.embed(faqs.stream().map(Faq::question).toList());
    var whole = embeddings.embed(faqs.stream().map(Faq::whole).toList());
    var vectors =
        IntStream.range(0, faqs.size())
            .mapToObj(i -> List.of(questions.get(i), whole.get(i)))
            .toList();
    matrix = new Matrix(1, faqs, vectors);
  }

  @Override
  public List<Hit> search(TenantId tenant, String text, int limit) {
    return matrix.nearest(embeddings.embed(Matrix.parts(text)), limit);
  }
}
