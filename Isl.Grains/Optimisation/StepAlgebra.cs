using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Optimisation;

/// <summary>
/// The variables of every step as polynomials of all decisions and random inputs. Symbols: decisions by their place in the plan, then the random
/// inputs
/// step by step.
/// </summary>
internal sealed class StepAlgebra
{
    private readonly PlanProblem _problem;
    private readonly HashSet<string> _needed;

    private StepAlgebra(PlanProblem problem)
    {
        _problem = problem;
        _needed = Needed(problem);
    }

    /// <summary>By step, the polynomial of each variable that is needed; null where a formula is no polynomial of degree 3 at most.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, Polynomial>>? Of(PlanProblem problem) => new StepAlgebra(problem).Build();

    /// <summary>Objectives, limited variables, those handed on, and all that these lead back to.</summary>
    public static HashSet<string> Needed(PlanProblem problem)
    {
        var found = problem.ObjectiveVariables
            .Concat(problem.Limits.Select(limit => limit.Variable))
            .Concat(problem.Lags.Select(lag => lag.Variable))
            .ToHashSet(StringComparer.Ordinal);
        var decided = problem.Decisions.Select(decision => decision.Variable).ToHashSet(StringComparer.Ordinal);
        foreach (var name in problem.Model.Order.Reverse().Where(name => found.Contains(name) && !decided.Contains(name)))
        {
            found.UnionWith(problem.Model.ParentsOf(name));
        }

        return found;
    }

    private List<Dictionary<string, Polynomial>>? Build()
    {
        var steps = new List<Dictionary<string, Polynomial>>();
        for (var step = 0; step < _problem.Horizon; step++)
        {
            var world = new Dictionary<string, Polynomial>(StringComparer.Ordinal);
            foreach (var name in _problem.Model.Order.Where(_needed.Contains))
            {
                if (Variable(name, step, world, steps) is not { } polynomial)
                {
                    return null;
                }

                world[name] = polynomial;
            }

            steps.Add(world);
        }

        return steps;
    }

    private Polynomial? Variable(string name, int step, Dictionary<string, Polynomial> world, List<Dictionary<string, Polynomial>> steps)
    {
        var model = _problem.Model;
        for (var i = 0; i < _problem.Decisions.Length; i++)
        {
            if (_problem.Decisions[i].Variable == name)
            {
                return Polynomial.Symbol(_problem.At(step, i));
            }
        }

        if (_problem.Lags.FirstOrDefault(lag => lag.Name == name) is { } lagged)
        {
            return step == 0 ? Polynomial.Constant(lagged.Start) : steps[step - 1][lagged.Variable];
        }

        if (model.IsEndogenous(name))
        {
            return Formula(model.FormulaOf(name), world, part => Random(step, model.NoiseInput(name) + part));
        }

        return model.ExogenousInput(name) is >= 0 and var input
            ? Random(step, input)
            : Polynomial.Constant(model.HeldValue(name).GetValueOrDefault());
    }

    private Polynomial Random(int step, int input) => Polynomial.Symbol(_problem.Size + (step * _problem.Model.Inputs.Length) + input);

    private static Polynomial? Formula(Formula formula, Dictionary<string, Polynomial> world, Func<int, Polynomial> noise)
    {
        var values = new Polynomial?[formula.Nodes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var node = formula.Nodes[i];
            values[i] = node.Op switch
            {
                FormulaOp.Number => Polynomial.Constant(node.Value),
                FormulaOp.Input => world[node.Name!],
                FormulaOp.Noise => noise((int)node.Value),
                _ => Apply(node.Op, values[node.A], node.B < 0 ? null : values[node.B], node.C < 0 ? null : values[node.C]),
            };
        }

        // A node that is no polynomial may feed a branch that a constant condition leaves out.
        return values[^1];
    }

    private static Polynomial? Apply(FormulaOp op, Polynomial? a, Polynomial? b, Polynomial? c)
    {
        if (a?.AsConstant is { } x && (FormulaMath.Arity(op) < 2 || b?.AsConstant is not null) && (FormulaMath.Arity(op) < 3
            || c?.AsConstant is not null))
        {
            var value = FormulaMath.Apply(op, x, b?.AsConstant ?? 0, c?.AsConstant ?? 0);
            return double.IsFinite(value) ? Polynomial.Constant(value) : null;
        }

        return (op, a, b) switch
        {
            (FormulaOp.If, { AsConstant: { } condition }, _) => condition != 0 ? b : c,
            (FormulaOp.Negate, { } one, _) => one.Times(-1),
            (FormulaOp.Add, { } one, { } other) => Polynomial.Sum(one, other),
            (FormulaOp.Subtract, { } one, { } other) => Polynomial.Sum(one, other, -1),
            (FormulaOp.Multiply, { } one, { } other) => one.Times(other),
            (FormulaOp.Divide, { } one, { AsConstant: { } divisor and not 0 }) => one.Times(1 / divisor),
            (FormulaOp.Power, { } one, { AsConstant: 1 }) => one,
            (FormulaOp.Power, { } one, { AsConstant: 2 }) => one.Times(one),
            (FormulaOp.Power, { } one, { AsConstant: 3 }) => one.Times(one)?.Times(one),
            _ => null,
        };
    }
}
