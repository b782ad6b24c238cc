using Isl.Grains.Effects.Samples;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>The treatment in a design, behind the covariates: what they determine is then left out as the treatment, and not they.</summary>
internal static class TreatmentTerms
{
    /// <summary>The design with the treatment: its amount, or a column for each arm but the first.</summary>
    public static DesignMatrix Append(DesignMatrix covariates, TreatmentColumn treatment)
    {
        if (!treatment.HasArms)
        {
            return covariates.With(new DesignTerm(treatment.Name), treatment.Values);
        }

        var design = covariates;
        for (var arm = 1; arm < treatment.Levels.Length; arm++)
        {
            var column = new double[treatment.Arms.Length];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = treatment.Arms[i] == arm ? 1 : 0;
            }

            design = design.With(new DesignTerm(treatment.Name, Levels.Text(treatment.Levels[arm])), column);
        }

        return design;
    }

    /// <summary>The combination of coefficients that a comparison is.</summary>
    /// <param name="design">A design with the treatment behind <paramref name="first"/> columns.</param>
    /// <param name="first">Columns before the treatment.</param>
    /// <param name="pair">The comparison.</param>
    public static double[] Gradient(DesignMatrix design, int first, ArmPair pair)
    {
        var gradient = new double[design.Columns];
        if (pair.From < 0)
        {
            gradient[first] = pair.Factor;
            return gradient;
        }

        if (pair.To > 0)
        {
            gradient[first + pair.To - 1] += pair.Factor;
        }

        if (pair.From > 0)
        {
            gradient[first + pair.From - 1] -= pair.Factor;
        }

        return gradient;
    }
}
