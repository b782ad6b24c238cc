using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Planning;

/// <summary>Whether a graph has an effect at all.</summary>
internal static class CausalPaths
{
    /// <summary>Does no causal path lead from the treatment to the outcome, in no member of a class?</summary>
    public static bool AreNone(EffectQuestion question)
    {
        var (graph, treatment, outcome) = (question.Graph, question.Graph.IndexOf(question.Treatment), question.Graph.IndexOf(question.Outcome));
        if (!graph.Undirected.IsEmpty)
        {
            var members = GraphClass.Of(graph);
            if (members.FindOpenStart([treatment], [outcome]) is not null)
            {
                return false;
            }

            graph = members.Member;
        }

        return !new CausalDiagram(graph).Descendants([treatment])[outcome];
    }
}
