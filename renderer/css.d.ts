// Style sheets are bundled beside the script; they give the code nothing.
declare module "*.css";
