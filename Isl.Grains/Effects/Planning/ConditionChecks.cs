using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Effects.Planning;

/// <summary>Checks that effects may be split by the conditions of a question.</summary>
internal static class ConditionChecks
{
    /// <summary>Throws where a condition lies behind the treatment, or opens a path that the adjustment set had blocked.</summary>
    /// <exception cref="InputException">One does. A column that is no node of the graph is taken as it is: the graph says nothing about
    /// it.</exception>
    public static void Check(EffectPlan plan, EffectQuestion question)
    {
        if (!plan.Graph.Undirected.IsEmpty)
        {
            return;
        }

        var (graph, errors) = (plan.Graph, new List<InputError>());
        var diagram = new CausalDiagram(graph);
        var (treatment, outcome) = (graph.IndexOf(question.Treatment), graph.IndexOf(question.Outcome));
        var behind = diagram.Descendants([treatment]);
        var adjustment = new Adjustment(diagram, [treatment], [outcome]);
        for (var i = 0; i < question.Conditions.Length; i++)
        {
            var node = graph.IndexOf(question.Conditions[i]);
            if (node >= 0 && behind[node])
            {
                errors.Add(new InputError(
                    $"/conditions/{i}",
                    $"'{question.Conditions[i]}' is an effect of {question.Treatment}; conditions are what was settled before, so take another."));
            }
            else if (node >= 0 && plan is { Strategy: EffectStrategy.Backdoor, AdjustmentSet: { } set })
            {
                var check = adjustment.Check([.. set.Select(graph.IndexOf).Append(node).Distinct()]);
                if (check.OpenPath is { } path)
                {
                    errors.Add(new InputError(
                        $"/conditions/{i}",
                        $"Holding '{question.Conditions[i]}' opens the path {PathStep.Format(path, graph.Nodes)}, so effects cannot be split by "
                            + $"it; take "
                        + "another condition, or an adjustment set that blocks that path."));
                }
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }
    }
}
