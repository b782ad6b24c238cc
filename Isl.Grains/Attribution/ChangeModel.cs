using Isl.Grains.Fitting;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Grains.Attribution;

/// <summary>The mechanisms of an outcome and its ancestors in two tables, causes first.</summary>
internal sealed class ChangeModel
{
    private const int Folds = FitQuestion.DefaultFolds;

    private ChangeModel(List<Mechanism> mechanisms, List<(FittedForm Before, FittedForm After)> forms, long seed) =>
        (Mechanisms, Forms, Seed) = (mechanisms, forms, seed);

    /// <summary>The mechanisms.</summary>
    public List<Mechanism> Mechanisms { get; }

    /// <summary>Their fits.</summary>
    public List<(FittedForm Before, FittedForm After)> Forms { get; }

    /// <summary>Seed of draws.</summary>
    public long Seed { get; }

    /// <summary>Do means go through the equations without draws?</summary>
    public bool IsExact => MeanGame.Applies(Forms);

    /// <summary>Draws for each mean.</summary>
    public int Draws => IsExact ? 0 : Mechanisms.Count switch
    {
        <= 6 => 20_000,
        <= 9 => 8_000,
        _ => 3_000,
    };

    /// <summary>Fits the mechanisms.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="graph">The graph; all nodes are ancestors of the outcome.</param>
    /// <param name="question">The question.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="isSimple">Take the simplest forms.</param>
    /// <param name="budget">Time.</param>
    /// <exception cref="InputException">A mechanism cannot be fitted.</exception>
    public static ChangeModel Fit(TablePair tables, CausalGraph graph, ChangeQuestion question, long seed, bool isSimple, WorkBudget budget)
    {
        var families = question.Families.ToDictionary(family => family.Variable, family => family.Family, StringComparer.Ordinal);
        var (mechanisms, errors) = (new List<Mechanism>(), new List<InputError>());
        foreach (var node in Order(graph))
        {
            budget.ThrowIfCancelled();
            try
            {
                mechanisms.Add(MechanismOf(tables, graph, node, families, isSimple, budget));
            }
            catch (InputException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }

        var forms = mechanisms.ConvertAll(one => (one.Fit(one.Before, budget), one.Fit(one.After, budget)));
        return new ChangeModel(mechanisms, forms, seed);
    }

    /// <summary>The game of fits.</summary>
    public IChangeGame Game(List<(FittedForm Before, FittedForm After)> forms, int draws) =>
        IsExact ? new MeanGame(Mechanisms, forms) : new DrawnGame(Mechanisms, forms, draws, Seed);

    private static Mechanism MechanismOf(
        TablePair tables, CausalGraph graph, int node, Dictionary<string, EquationFamily> families, bool isSimple, WorkBudget budget)
    {
        var parents = FitAnswer.ParentsOf(graph, node);
        var before = EquationData.Of(tables.Before, node, parents, mayBeConstant: true);
        var after = EquationData.Of(tables.After, node, parents, mayBeConstant: true);
        var pooled = EquationData.Of(tables.Pooled, node, parents, mayBeConstant: true);
        var family = families.GetValueOrDefault(before.Target.Name);
        FamilyRules.Check(before.Target, family);
        if (parents.Count == 0)
        {
            return new Mechanism(node, parents, family, null, before, after, pooled);
        }

        family = family != EquationFamily.Auto ? family
            : isSimple ? FamilyRules.Candidates(before.Target)[0]
            : FamilyChoice.Of(pooled, Folds, budget).Family;
        var recipe = Recipe.Of(family, pooled.Columns, pooled.Rows);
        foreach (var (rows, place) in new[] { (before, "before"), (after, "after") })
        {
            if (rows.Rows <= recipe.Terms.Count + 2)
            {
                throw new InputException(
                    $"/{place}",
                    $"The mechanism of '{before.Target.Name}' has {recipe.Terms.Count + 1} numbers to find, and this table has {rows.Rows} rows; "
                    + $"at least {recipe.Terms.Count + 3} are needed.");
            }
        }

        return new Mechanism(node, parents, family, recipe, before, after, pooled);
    }

    /// <summary>The nodes, causes first; the outcome, which descends from all others, is the last.</summary>
    private static List<int> Order(CausalGraph graph)
    {
        var (order, left) = (new List<int>(), Enumerable.Range(0, graph.Nodes.Length).ToList());
        while (left.Count > 0)
        {
            var next = left.First(node => graph.Edges.All(edge => edge.To != node || !left.Contains(edge.From)));
            order.Add(next);
            left.Remove(next);
        }

        return order;
    }
}
