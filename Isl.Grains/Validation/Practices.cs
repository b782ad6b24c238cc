using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Words;
using Isl.Grains.Words.Validation;

namespace Isl.Grains.Validation;

/// <summary>Whether good practice was followed.</summary>
internal static class Practices
{
    /// <summary>The practices.</summary>
    public static IEnumerable<PracticeCheck> Of(GraphFacts facts, DataFacts? tested)
    {
        var question = facts.Question;
        yield return Make("state_the_effect", Whole(question.Treatment is not null, question.Outcome is not null), new EffectStated(
            question.Treatment, question.Outcome));
        yield return Make("draw_hidden_causes", facts.HasHidden ? 2 : 0, new HiddenDrawn(facts.HasHidden));
        yield return Make(
            "order_in_time",
            facts.Placed == facts.Graph.Nodes.Length ? 2 : facts.Placed > 0 ? 1 : 0,
            new TimeStated(facts.Placed, facts.Graph.Nodes.Length));
        yield return Make("leave_edges_out", facts.Implied.Count > 0 ? 2 : 0, new ImpliedCount(facts.Implied.Count));
        yield return Make(
            "test_against_data",
            tested is null || tested.Untested == tested.Tests.Count ? 0 : tested.Untested > 0 ? 1 : 2,
            tested is null ? new NotTested(question.DatasetHash is not null)
                : new IndependencesTested(tested.Tests.Count, tested.Untested, tested.Contradicted, null));
    }

    private static int Whole(bool first, bool second) => (first ? 1 : 0) + (second ? 1 : 0);

    private static PracticeCheck Make(string practice, int status, Finding found) =>
        new(practice, status switch { 2 => "followed", 1 => "partial", _ => "not_followed" }, found.Text);
}
