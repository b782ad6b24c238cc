using System.Collections.Immutable;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;
using Isl.Grains.Words.Fitting;

namespace Isl.Grains.Fitting;

/// <summary>Fits a structural model to a graph and a table.</summary>
public static class FitAnswer
{
    /// <summary>The answer.</summary>
    /// <param name="data">The table; NaN stands for a gap.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">Time; when it is spent, the simplest forms are taken and independence is not tested, and that is told.</param>
    /// <param name="degraded">Why the simplest forms are taken from the start; null where they are not.</param>
    /// <exception cref="InputException">A variable cannot be fitted; all of them are named.</exception>
    public static FitResult Compute(Dataset data, string hash, FitQuestion question, WorkBudget budget, string? degraded = null)
    {
        var seed = question.Seed ?? SeedOf(hash, question);
        var table = FitTable.Of(data, question.Graph, question.Reading, question.Weights, seed);
        var equations = Fit(table, question, budget, degraded is not null);
        var model = ModelAssembly.Build(question.Graph.Nodes, equations);
        var tests = Test(equations, seed, budget, degraded is not null);
        return Report(data, hash, question, equations, tests, model, seed, Completion.Of(degraded, budget.IsSpent));
    }

    /// <summary>The equations of a graph's variables, in the graph's order.</summary>
    /// <exception cref="InputException">Some cannot be fitted.</exception>
    internal static List<EquationFit> Fit(FitTable table, FitQuestion question, WorkBudget budget, bool isSimple = false)
    {
        var (equations, errors) = (new List<EquationFit>(), new List<InputError>());
        var families = question.Families.ToDictionary(family => family.Variable, family => family.Family, StringComparer.Ordinal);
        for (var node = 0; node < table.Columns.Count; node++)
        {
            budget.ThrowIfCancelled();
            budget.Progress?.Tell(ProgressStage.Equations, node, table.Columns.Count);
            try
            {
                var rows = EquationData.Of(table, node, ParentsOf(question.Graph, node));
                var family = families.GetValueOrDefault(table.Columns[node].Name);
                if (isSimple && family == EquationFamily.Auto && rows.Columns.Count > 0)
                {
                    family = FamilyRules.Candidates(rows.Target)[0];
                }

                equations.Add(EquationFit.Of(rows, family, question.Noise, question.Folds, budget));
            }
            catch (InputException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        return errors.Count == 0 ? equations : throw new InputException([.. errors]);
    }

    /// <summary>The parents of a node, ascending.</summary>
    internal static List<int> ParentsOf(CausalGraph graph, int node) =>
        [.. graph.Edges.Where(edge => edge.To == node).Select(edge => edge.From).Order()];

    private static Dictionary<string, IndependenceReport> Test(List<EquationFit> equations, long seed, WorkBudget budget, bool isSimple)
    {
        var tested = isSimple ? [] : equations.Where(equation => equation.Data.Columns.Count > 0).ToList();
        var reports = IndependenceTests.Of(tested, seed, budget);
        var byName = new Dictionary<string, IndependenceReport>(StringComparer.Ordinal);
        for (var i = 0; i < tested.Count; i++)
        {
            if (reports[i] is { } report)
            {
                byName[tested[i].Data.Target.Name] = report;
            }
        }

        return byName;
    }

    private static FitResult Report(
        Dataset data,
        string hash,
        FitQuestion question,
        List<EquationFit> equations,
        Dictionary<string, IndependenceReport> tests,
        Interfaces.Models.StructuralModel model,
        long seed,
        Completion completion)
    {
        var reports = new OrderedDictionary<string, EquationReport>(StringComparer.Ordinal);
        var codes = new OrderedDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var equation in equations)
        {
            var target = equation.Data.Target;
            reports[target.Name] = ReportOf(equation, tests.GetValueOrDefault(target.Name));
            if (target.IsText)
            {
                codes[target.Name] = target.Levels;
            }
        }

        return new FitResult
        {
            Model = ModelAssembly.ToWire(model),
            EquationsFit = reports,
            Codes = codes,
            ModelHash = model.Hash(),
            DatasetHash = hash,
            DagHash = DagHash.Of(question.Graph).Value,
            Ignored = [.. data.Variables.Where(name => question.Graph.IndexOf(name) < 0 && name != question.Weights?.Column)],
            Seed = seed,
            Completion = completion,
            Explanation = Explain(equations, tests, question, data.Rows, completion),
        };
    }

    private static EquationReport ReportOf(EquationFit equation, IndependenceReport? test)
    {
        var form = equation.Form;
        var findings = form.Caveats.Concat(equation.Findings).ToList();
        if (test is { Passed: false })
        {
            findings.Add(new Words.Fitting.DependentResiduals(equation.Data.Target.Name, test.PValue));
        }

        return new EquationReport(
            form.Family,
            equation.Tried,
            equation.Data.Rows,
            Rounded(form.R2),
            Rounded(form.DevianceExplained),
            Rounded(form.ResidualStd),
            [.. form.Coefficients.Select(one => one with { StandardError = Rounded(one.StandardError) })],
            test,
            [.. findings.Texts()]);
    }

    private static double? Rounded(double? value) => value is { } number && double.IsFinite(number) ? WireNumber.Round(number) : null;

    private static Explanation Explain(
        List<EquationFit> equations,
        Dictionary<string, IndependenceReport> tests,
        FitQuestion question,
        int rows,
        Completion completion)
    {
        var roots = equations.Where(equation => equation.Form.Formula is null).Select(equation => equation.Data.Target.Name).ToList();
        var made = equations.Where(equation => equation.Form.Formula is not null).ToList();
        var failed = tests.Where(test => !test.Value.Passed).Select(test => test.Key).Order(StringComparer.Ordinal).ToList();
        var discrete = made.Where(equation => equation.Form is not GaussianForm).Select(equation => equation.Data.Target.Name).ToList();
        var fewest = equations.Min(equation => equation.Data.Rows);
        var caveats = new List<Finding>(question.Reading.Notes
            .Where(note => note.Kind != DataNoteKind.Categories) // told by codes, and here no code is taken for a quantity
            .Select(note => new TableRead(note)));
        caveats.AddRange(equations.SelectMany(equation => equation.Form.Caveats.Concat(equation.Findings)));
        if (failed.Count > 0)
        {
            caveats.AddRange(failed.Select(name => new Words.Fitting.DependentResiduals(name, tests[name].PValue)));
        }

        if (discrete.Count > 0)
        {
            caveats.Add(new OrderOfLevels(discrete));
        }

        if (fewest < rows && question.DropsRows)
        {
            caveats.Add(new RowsLeftOut(rows - fewest, rows));
        }

        if (completion.IsSimpler)
        {
            caveats.Insert(0, new SimpleForms(completion.Reason!));
        }
        else if (made.Count > tests.Count)
        {
            caveats.Add(new IndependenceNotTested(made.Count - tests.Count));
        }

        var confidence = made.Count == 0 ? 1 : Math.Round((double)(made.Count - failed.Count) / made.Count * (completion.IsWhole ? 1 : 0.5), 3);
        return new Explanation(
            new ModelSummary(made.Count, roots.Count, rows, failed).Text,
            Wording.Paragraph(((Finding[])
            [
                .. made.Select(equation => new EquationChosen(
                    equation.Data.Target.Name, equation.Form.Family, equation.Tried.Length, equation.Form.R2 ?? equation.Form.DevianceExplained)),
                new FitConfidence(made.Count, failed.Count),
            ]).Texts()),
            new FitBasis().Text,
            [.. ((Finding[])[new GraphIsRight(), new NoisesAreIndependent(), new FormsAreRight()]).Texts()],
            [.. caveats.Texts().Distinct()],
            confidence);
    }

    private static long SeedOf(string hash, FitQuestion question)
    {
        const int digits = 12;
        var own = ResultId.Of(SubjectKind.Dataset, hash, question).Question;
        return Convert.ToInt64(hash[..digits], 16) ^ Convert.ToInt64(own[..digits], 16);
    }
}
