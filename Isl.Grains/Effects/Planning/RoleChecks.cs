using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Effects.Planning;

/// <summary>Checks that every name in a question is what its role asks for: a node, a column, or both.</summary>
internal static class RoleChecks
{
    /// <summary>Throws with every mistake.</summary>
    public static void Check(EffectQuestion question, ColumnCatalog catalog)
    {
        var errors = new List<InputError>();
        RequireNodes([question.Treatment], "/treatment");
        RequireNodes([question.Outcome], "/outcome");
        RequireNodes(question.AdjustmentSet ?? [], "/adjustment_set");
        RequireNodes(question.Instruments ?? [], "/instruments");
        catalog.Require([question.Treatment], "/treatment", errors);
        catalog.Require([question.Outcome], "/outcome", errors);
        catalog.Require((question.AdjustmentSet ?? []).Where(IsNode), "/adjustment_set", errors);
        catalog.Require((question.Instruments ?? []).Where(IsNode), "/instruments", errors);
        catalog.Require(question.Conditions, "/conditions", errors);
        catalog.Require(question.Weights is { } weights ? [weights.Column] : [], "/weights/column", errors);
        catalog.Require(question.Cluster is { } cluster ? [cluster] : [], "/cluster", errors);
        catalog.Require(question.Kinds.Select(one => one.Column), "/kinds", errors);
        if (question.Treatment == question.Outcome)
        {
            errors.Add(new InputError("/outcome", $"'{question.Outcome}' is both treatment and outcome; name two different nodes."));
        }

        string[] own = [question.Treatment, question.Outcome];
        foreach (var name in question.Conditions.Where(own.Contains))
        {
            errors.Add(new InputError("/conditions", $"'{name}' is the treatment or the outcome; conditions are other columns."));
        }

        if (question.Weights is { } weighed && own.Contains(weighed.Column))
        {
            errors.Add(new InputError("/weights/column", $"'{weighed.Column}' is the treatment or the outcome, and cannot be the weights."));
        }

        if (question.Weights is { } numbers && catalog.Has(numbers.Column) && catalog.IsText(numbers.Column))
        {
            errors.Add(new InputError("/weights/column", $"Column '{numbers.Column}' holds texts; weights are numbers."));
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }

        bool IsNode(string name) => question.Graph.IndexOf(name) >= 0;

        void RequireNodes(IEnumerable<string> names, string path)
        {
            foreach (var name in names.Where(name => !IsNode(name)))
            {
                errors.Add(new InputError(
                    path, $"'{name}' is no node of the graph; its nodes are {string.Join(", ", question.Graph.Nodes.Take(20))}."));
            }
        }
    }
}
