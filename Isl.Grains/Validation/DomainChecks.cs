using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words.Validation;

namespace Isl.Grains.Validation;

/// <summary>Checks of a graph against what is known of the matter.</summary>
internal static class DomainChecks
{
    /// <summary>Makes them.</summary>
    public static CheckList Of(GraphFacts facts)
    {
        var (checks, question) = (new CheckList(), facts.Question);
        if (question.Tiers.IsEmpty && question.Required.IsEmpty && question.Forbidden.IsEmpty && facts.HasEffectPath is null)
        {
            checks.Add("context", CheckStatus.Warning, new NoContext(), new SendContext());
            return checks;
        }

        if (!question.Tiers.IsEmpty)
        {
            NamedEdge[] wrong = [.. facts.AgainstTime()];
            checks.Add(
                "time_order",
                wrong.Length > 0 ? CheckStatus.Fail : facts.Placed < facts.Graph.Nodes.Length ? CheckStatus.Warning : CheckStatus.Pass,
                new TimeOrder(wrong, facts.Placed, facts.Graph.Nodes.Length),
                wrong.Length > 0 ? new TurnOrRemove() : null);
        }

        if (!question.Required.IsEmpty || !question.Forbidden.IsEmpty)
        {
            NamedEdge[] missing = [.. question.Required.Except(facts.Edges)];
            NamedEdge[] present = [.. question.Forbidden.Intersect(facts.Edges)];
            checks.Add(
                "known_edges",
                missing.Length + present.Length > 0 ? CheckStatus.Fail : CheckStatus.Pass,
                new KnownEdges(missing, present),
                missing.Length + present.Length > 0 ? new FollowWhatIsKnown() : null);
        }

        if (facts.HasEffectPath is { } hasPath)
        {
            var status = facts.IsIdentified is false ? CheckStatus.Fail : hasPath ? CheckStatus.Pass : CheckStatus.Warning;
            checks.Add(
                "effect",
                status,
                new EffectInGraph(question.Treatment!, question.Outcome!, hasPath, facts.IsIdentified),
                status == CheckStatus.Fail ? new SeeValidate() : null);
        }

        return checks;
    }
}
