using Isl.Grains.Numerics.LinearPrograms;

namespace Isl.Grains.Optimisation;

/// <summary>The limits on decisions as rows of a program; its first columns are the plan.</summary>
internal sealed class FeasibleSet
{
    private readonly PlanProblem _problem;
    private readonly List<(int Row, string? LowKey, string? HighKey)> _rowKeys = [];

    /// <summary>Builds the program.</summary>
    /// <param name="problem">The problem.</param>
    public FeasibleSet(PlanProblem problem)
    {
        _problem = problem;
        for (var step = 0; step < problem.Horizon; step++)
        {
            foreach (var decision in problem.Decisions)
            {
                Program.AddColumn(decision.Low, decision.High);
            }
        }

        for (var i = 0; i < problem.Decisions.Length; i++)
        {
            AddChanges(i);
            AddTotal(i);
            AddValues(i);
        }

        if (problem.HasBudget)
        {
            AddBudget();
        }
    }

    /// <summary>The program.</summary>
    public LinearProgram Program { get; } = new();

    /// <summary>Adds a row with the keys of its bounds.</summary>
    public void AddRow(IEnumerable<(int Column, double Coefficient)> terms, double low, double high, string? lowKey, string? highKey) =>
        _rowKeys.Add((Program.AddRow(terms, low, high), lowKey, highKey));

    /// <summary>The plan of a solution; decisions between listed values are on the nearest.</summary>
    public double[] PlanOf(double[] values)
    {
        var plan = values[.._problem.Size];
        for (var i = 0; i < _problem.Decisions.Length; i++)
        {
            for (var step = 0; step < _problem.Horizon && !_problem.Decisions[i].Values.IsEmpty; step++)
            {
                var at = _problem.At(step, i);
                plan[at] = _problem.Decisions[i].Values.MinBy(value => Math.Abs(value - plan[at]));
            }
        }

        return plan;
    }

    /// <summary>What each constraint's limit is worth for each unit that it is looser; nothing where some columns are whole.</summary>
    public IReadOnlyDictionary<string, double> Prices(ProgramSolution solution)
    {
        var prices = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (Program.HasWholeColumns || !solution.IsOptimal)
        {
            return prices;
        }

        foreach (var (row, lowKey, highKey) in _rowKeys)
        {
            Add(solution.RowPrices[row], lowKey, highKey);
        }

        for (var step = 0; step < _problem.Horizon; step++)
        {
            for (var i = 0; i < _problem.Decisions.Length; i++)
            {
                var keys = _problem.Decisions[i].Keys;
                Add(solution.ColumnPrices[_problem.At(step, i)], keys.GetValueOrDefault(LimitKind.Low), keys.GetValueOrDefault(LimitKind.High));
            }
        }

        return prices;

        void Add(double price, string? lowKey, string? highKey)
        {
            if ((price > 0 ? highKey : lowKey) is { } key)
            {
                prices[key] = prices.GetValueOrDefault(key) + Math.Abs(price);
            }
        }
    }

    private void AddChanges(int i)
    {
        var own = _problem.Decisions[i];
        for (var step = 0; step < _problem.Horizon && double.IsFinite(own.MostChange); step++)
        {
            var start = step == 0 ? own.Start : 0;
            var key = own.Keys.GetValueOrDefault(LimitKind.Change);
            AddRow(Change(step, i), start - own.MostChange, start + own.MostChange, key, key);
        }
    }

    private void AddTotal(int i)
    {
        var own = _problem.Decisions[i];
        if (double.IsFinite(own.Total))
        {
            AddRow(
                Enumerable.Range(0, _problem.Horizon).Select(step => (_problem.At(step, i), 1.0)),
                double.NegativeInfinity,
                own.Total,
                null,
                own.Keys.GetValueOrDefault(LimitKind.Total));
        }
    }

    /// <summary>One of the listed values in every step.</summary>
    private void AddValues(int i)
    {
        var values = _problem.Decisions[i].Values;
        for (var step = 0; step < _problem.Horizon && !values.IsEmpty; step++)
        {
            var chosen = values.Select(_ => Program.AddColumn(0, 1, whole: true)).ToList();
            Program.AddRow(chosen.Select(column => (column, 1.0)), 1, 1);
            Program.AddRow([(_problem.At(step, i), -1), .. chosen.Select((column, v) => (column, values[v])).Where(term => term.Item2 != 0)], 0, 0);
        }
    }

    /// <summary>Each change as the difference of two columns from 0 on, whose costs add up.</summary>
    private void AddBudget()
    {
        var costs = new List<(int, double)>();
        for (var step = 0; step < _problem.Horizon; step++)
        {
            for (var i = 0; i < _problem.Decisions.Length; i++)
            {
                var own = _problem.Decisions[i];
                if (own.Cost == 0)
                {
                    continue;
                }

                var (up, down) = (Program.AddColumn(0, double.PositiveInfinity), Program.AddColumn(0, double.PositiveInfinity));
                var start = step == 0 ? own.Start : 0;
                Program.AddRow([.. Change(step, i), (up, -1), (down, 1)], start, start);
                costs.Add((up, own.Cost));
                costs.Add((down, own.Cost));
            }
        }

        AddRow(costs, double.NegativeInfinity, _problem.Budget, null, PlanLimits.BudgetKey);
    }

    private IEnumerable<(int Column, double Coefficient)> Change(int step, int i) => step == 0
        ? [(_problem.At(step, i), 1)]
        : [(_problem.At(step, i), 1), (_problem.At(step - 1, i), -1)];
}
