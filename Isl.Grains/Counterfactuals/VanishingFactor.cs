using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>Factors that are 0 with positive probability: where one is, the input behind it does not matter and cannot be solved for.</summary>
/// <param name="abduction">The inputs.</param>
internal sealed class VanishingFactor(Abduction abduction)
{
    /// <summary>Combinations of values up to which a factor of discrete inputs is tried out; one of more may be 0.</summary>
    private const long MostCombinations = 4_096;

    private readonly ExpressionGraph _graph = abduction.Graph;

    /// <summary>Such a factor of an input in an expression; null where there is none.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="target">Node of the value that it has.</param>
    /// <param name="input">The input.</param>
    /// <param name="others">Factors that are known not to be 0.</param>
    public int? Of(int node, int target, int input, IReadOnlyCollection<int> others)
    {
        var dependent = ExpressionAlgebra.DependentOn(_graph, node, input);
        foreach (var one in dependent)
        {
            var step = _graph[one];
            var factor = step.Op switch
            {
                FormulaOp.Multiply when !dependent.Contains(step.A) => step.A,
                FormulaOp.Multiply when !dependent.Contains(step.B) => step.B,
                FormulaOp.Divide when !dependent.Contains(step.A) => step.A,
                _ => -1,
            };

            // A product that is not 0 has no factor that is.
            var isAlone = one == node && _graph.ConstantOf(target) is { } value && value != 0;
            if (factor >= 0 && !isAlone && !others.Contains(factor) && CanVanish(factor))
            {
                return factor;
            }
        }

        return null;
    }

    /// <summary>The expression without the products that are 0 whatever else is in them.</summary>
    public int WithoutZeros(int node)
    {
        while (ExpressionAlgebra.FirstOf(_graph, node, IsZeroProduct) is { } product)
        {
            node = ExpressionAlgebra.Substitute(_graph, [node], _ => null, (product, _graph.Constant(0)))[0];
        }

        return node;
    }

    private bool IsZeroProduct(Expression step) => step.Op is FormulaOp.Multiply or FormulaOp.Divide
        && (_graph.ConstantOf(step.A) == 0 || (step.Op == FormulaOp.Multiply && _graph.ConstantOf(step.B) == 0));

    private bool CanVanish(int node)
    {
        var step = _graph[node];
        if (_graph.ConstantOf(node) is { } constant)
        {
            return constant == 0;
        }

        if (ExpressionAlgebra.InputsOf(_graph, [node]) is var inputs && inputs.All(input => abduction.Distributions[input].IsDiscrete))
        {
            return HasZero(node, [.. inputs]);
        }

        return step.Op switch
        {
            FormulaOp.Floor or FormulaOp.Ceil or FormulaOp.Round or FormulaOp.Modulo or FormulaOp.Sign => true,
            >= FormulaOp.Less and <= FormulaOp.Not => true,
            FormulaOp.Max or FormulaOp.Min or FormulaOp.Multiply => CanVanish(step.A) || CanVanish(step.B),
            FormulaOp.If => CanVanish(step.B) || CanVanish(step.C),
            FormulaOp.Divide or FormulaOp.Negate or FormulaOp.Abs or FormulaOp.Sqrt or FormulaOp.Power => CanVanish(step.A),
            _ => false,
        };
    }

    private bool HasZero(int node, int[] inputs)
    {
        var values = new double[inputs.Length][];
        var combinations = 1L;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (abduction.Distributions[inputs[i]] is not DiscreteDistribution discrete || combinations > MostCombinations)
            {
                return true;
            }

            values[i] = discrete.Values.ToArray();
            combinations *= values[i].Length;
        }

        if (combinations > MostCombinations)
        {
            return true;
        }

        var expression = new ExpressionValues(_graph, node);
        for (var code = 0L; code < combinations; code++)
        {
            var (rest, chosen) = (code, new Dictionary<int, double>());
            for (var i = 0; i < inputs.Length; i++)
            {
                chosen[inputs[i]] = values[i][rest % values[i].Length];
                rest /= values[i].Length;
            }

            if (expression.Of(input => chosen[input]) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
